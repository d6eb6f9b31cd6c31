//! Sets of uids as commands name them (RFC 9051 §9, sequence-set).

/// Uids in one command: lines stay well below what servers read.
const TOGETHER: usize = 200;

/// `1:3,7`, in as many sets as are needed.
pub(super) fn sets(uids: &[u32]) -> Vec<String> {
    uids.chunks(TOGETHER).map(set).collect()
}

fn set(uids: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &uid in uids {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(uid) => *last = uid,
            _ => ranges.push((uid, uid)),
        }
    }
    let named = ranges.into_iter().map(|(first, last)| {
        if first == last { first.to_string() } else { format!("{first}:{last}") }
    });
    named.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_named_as_a_range_and_many_uids_make_several_sets() {
        assert_eq!(sets(&[1, 2, 3, 7, 9, 10]), ["1:3,7,9:10"]);
        assert_eq!(sets(&[u32::MAX, 1]), ["4294967295,1"]);
        let many: Vec<u32> = (0..450).map(|n| 2 * n + 1).collect();
        assert_eq!(sets(&many).len(), 3);
        assert!(sets(&[]).is_empty());
    }
}
