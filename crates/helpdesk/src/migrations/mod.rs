mod m2026_11_10_helpdesk;

pub fn all() -> platform::db::migrate::Migrations {
    m2026_11_10_helpdesk::all()
}
