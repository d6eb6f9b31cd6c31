//! A token counts what is activated with it, also where many do it at once.

use super::*;
use platform::Error;

async fn count(w: &World, token: &Token) -> Result<(), Error> {
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::token::count_activation(&tx, token.id).await?;
    tx.commit().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn no_more_is_activated_than_a_token_may_however_many_ask_at_once() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let draft = Draft {
        max_activations: Some(3),
        max_deactivations: Some(1),
        ..Draft::of(Bearer::Activation, Some(licence.id.0))
    };
    let (token, _) = made(&w, &draft).await;
    let tries = (0..12).map(|_| count(&w, &token));
    let done = futures_util::future::join_all(tries).await;
    let codes: Vec<_> = done.iter().filter_map(|one| one.as_ref().err()).map(code).collect();
    assert_eq!(codes, ["ACTIVATIONS_LIMIT_EXCEEDED"; 9]);
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::token::count_deactivation(&tx, token.id).await.unwrap();
    let refused = store::token::count_deactivation(&tx, token.id).await.unwrap_err();
    tx.commit().await.unwrap();
    assert_eq!(code(&refused), "DEACTIVATIONS_LIMIT_EXCEEDED");
    let kept = store::token::get(w.t.db(), token.id).await.unwrap();
    assert_eq!((kept.activations, kept.deactivations), (3, 1));
}

#[tokio::test]
async fn a_token_without_a_limit_counts_on() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let (token, _) = token(&w, Bearer::Activation, Some(licence.id.0)).await;
    for _ in 0..5 {
        count(&w, &token).await.unwrap();
    }
    assert_eq!(store::token::get(w.t.db(), token.id).await.unwrap().activations, 5);
}

fn code(error: &Error) -> &'static str {
    match error {
        Error::Refused(refusals) => refusals[0].code.unwrap_or_default(),
        _ => "",
    }
}
