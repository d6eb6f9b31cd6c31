mod m2026_11_10_helpdesk;
mod m2026_11_21_draft_files;
mod m2026_11_21_erased;
mod m2026_11_21_jobs_about;
mod m2026_11_21_mail_marks;
mod m2026_11_21_message_unverified;
mod m2026_11_21_refused;
mod m2026_11_21_reserved_groups;
mod m2026_11_22_search_rows;

pub fn all() -> platform::db::migrate::Migrations {
    let mut all = m2026_11_10_helpdesk::all();
    all.push(Box::new(m2026_11_21_draft_files::DraftFiles));
    all.extend(m2026_11_21_mail_marks::all());
    all.extend(m2026_11_21_refused::all());
    all.push(Box::new(m2026_11_21_message_unverified::MessageUnverified));
    all.push(Box::new(m2026_11_21_jobs_about::JobsAboutMails));
    all.extend(m2026_11_21_erased::all());
    all.push(Box::new(m2026_11_21_reserved_groups::ReservedGroups));
    all.push(Box::new(m2026_11_22_search_rows::SearchRows));
    all
}
