//! The demo company's customers, in the directory.

use directory::{Address, OrganisationDraft, PersonDraft, create_organisation, create_person};
use platform::op::OpId;
use platform::{Cx, Result};

pub async fn write_down(cx: &Cx) -> Result<()> {
    for customer in ALL {
        let organisation = create_organisation(cx, OpId::new(), &customer.draft()).await?;
        for (name, local, job) in customer.people {
            let person = PersonDraft {
                name: (*name).into(),
                job_title: (*job).into(),
                lang: customer.lang.into(),
                emails: vec![format!("{local}@{}", customer.domain)],
                ..PersonDraft::default()
            };
            create_person(cx, OpId::new(), Some(organisation), &person).await?;
        }
    }
    Ok(())
}

/// An organisation; `place` is street, postal code, town and country.
struct Customer {
    name: &'static str,
    kind: &'static str,
    lang: &'static str,
    domain: &'static str,
    place: (&'static str, &'static str, &'static str, &'static str),
    phone: &'static str,
    /// Name, part of the address before the @, job.
    people: &'static [(&'static str, &'static str, &'static str)],
}

impl Customer {
    fn draft(&self) -> OrganisationDraft {
        let (street, zip, city, country) = self.place;
        OrganisationDraft {
            name: self.name.into(),
            kind: self.kind.into(),
            lang: self.lang.into(),
            domains: vec![self.domain.into()],
            addresses: vec![Address {
                street: street.into(),
                zip: zip.into(),
                city: city.into(),
                country: country.into(),
            }],
            phones: vec![self.phone.into()],
            websites: vec![format!("https://www.{}", self.domain)],
            ..OrganisationDraft::default()
        }
    }
}

const ALL: &[Customer] = &[
    Customer {
        name: "Reederei Holm & Söhne",
        kind: "customer",
        lang: "de",
        domain: "holm-reederei.example",
        place: ("Vorsetzen 42", "20459", "Hamburg", "DE"),
        phone: "+49 40 5550101",
        people: &[
            ("Henrike Holm", "h.holm", "Geschäftsführung"),
            ("Ole Behrens", "o.behrens", "Disposition"),
            ("Svea Lorenzen", "s.lorenzen", "Buchhaltung"),
        ],
    },
    Customer {
        name: "Kaffeerösterei Altona GmbH",
        kind: "customer",
        lang: "de",
        domain: "roesterei-altona.example",
        place: ("Große Elbstraße 117", "22767", "Hamburg", "DE"),
        phone: "+49 40 5550144",
        people: &[("Mehmet Yıldız", "mehmet", "Inhaber"), ("Lena Krüger", "lena", "Versand")],
    },
    Customer {
        name: "Stadtwerke Husum",
        kind: "customer",
        lang: "de",
        domain: "sw-husum.example",
        place: ("Nordbahnhofstraße 5", "25813", "Husum", "DE"),
        phone: "+49 4841 555020",
        people: &[
            ("Dr. Birgit Clausen", "birgit.clausen", "IT-Leitung"),
            ("Torben Jessen", "torben.jessen", "Netzbetrieb"),
            ("Maike Thomsen", "maike.thomsen", "Kundenservice"),
        ],
    },
    Customer {
        name: "Tischlerei Brügmann",
        kind: "customer",
        lang: "de",
        domain: "bruegmann-holz.example",
        place: ("Am Sägewerk 3", "21391", "Reppenstedt", "DE"),
        phone: "+49 4131 555071",
        people: &[("Karl-Heinz Brügmann", "info", "Meister"), ("Ute Brügmann", "ute", "Büro")],
    },
    Customer {
        name: "Gemeinschaftspraxis am Dammtor",
        kind: "customer",
        lang: "de",
        domain: "praxis-dammtor.example",
        place: ("Dammtorwall 7", "20354", "Hamburg", "DE"),
        phone: "+49 40 5550188",
        people: &[
            ("Dr. Anja Reimers", "reimers", "Ärztin"),
            ("Fatma Demir", "empfang", "Praxisleitung"),
        ],
    },
    Customer {
        name: "Hanse Logistik AG",
        kind: "customer",
        lang: "de",
        domain: "hanselog.example",
        place: ("Am Industriehafen 12", "28237", "Bremen", "DE"),
        phone: "+49 421 555300",
        people: &[
            ("Nils Ahlers", "nils.ahlers", "Systemverwaltung"),
            ("Carolin Meyer", "carolin.meyer", "Einkauf"),
            ("Jan Wiese", "jan.wiese", "Lager"),
        ],
    },
    Customer {
        name: "Northgate Brewing Ltd",
        kind: "customer",
        lang: "en",
        domain: "northgatebrewing.example",
        place: ("14 Quayside", "NE1 3DX", "Newcastle upon Tyne", "GB"),
        phone: "+44 191 4960112",
        people: &[
            ("Fiona Armstrong", "fiona", "Operations Manager"),
            ("Dev Patel", "dev", "Brewhouse Systems"),
        ],
    },
    Customer {
        name: "Lighthouse Dental Group",
        kind: "customer",
        lang: "en",
        domain: "lighthousedental.example",
        place: ("88 Harbour Street", "BN1 1AA", "Brighton", "GB"),
        phone: "+44 1273 496033",
        people: &[
            ("Sarah O'Connor", "sarah.oconnor", "Practice Manager"),
            ("Rajesh Iyer", "rajesh.iyer", "IT"),
        ],
    },
    Customer {
        name: "Fjord & Field AS",
        kind: "customer",
        lang: "en",
        domain: "fjordfield.example",
        place: ("Strandgaten 21", "5013", "Bergen", "NO"),
        phone: "+47 55 550190",
        people: &[
            ("Ingrid Solberg", "ingrid", "Finance"),
            ("Lars Haugen", "lars", "Developer"),
            ("Åse Nygård", "aase", "Support"),
        ],
    },
    Customer {
        name: "Meridian Robotics",
        kind: "prospect",
        lang: "en",
        domain: "meridianrobotics.example",
        place: ("2 Science Park Drive", "CB4 0FW", "Cambridge", "GB"),
        phone: "+44 1223 496077",
        people: &[
            ("Grace Lindqvist", "grace.lindqvist", "CTO"),
            ("Oliver Chen", "oliver.chen", "Procurement"),
        ],
    },
    Customer {
        name: "Hafenkontor Druck & Verlag",
        kind: "supplier",
        lang: "de",
        domain: "hafenkontor-druck.example",
        place: ("Zippelhaus 4", "20457", "Hamburg", "DE"),
        phone: "+49 40 5550166",
        people: &[("Rolf Steffens", "steffens", "Vertrieb"), ("Gesa Möller", "moeller", "Satz")],
    },
    Customer {
        name: "Elbtal Steuerberatung PartG",
        kind: "partner",
        lang: "de",
        domain: "elbtal-steuer.example",
        place: ("Wilsdruffer Straße 20", "01067", "Dresden", "DE"),
        phone: "+49 351 555090",
        people: &[
            ("Thomas Richter", "richter", "Partner"),
            ("Juliane Vogel", "vogel", "Mandantenbetreuung"),
            ("Kevin Schulze", "schulze", "EDV"),
        ],
    },
];
