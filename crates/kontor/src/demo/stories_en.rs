//! Demo tickets in English.

use super::story::Step::*;
use super::story::Story;

const TRACE: &str = "Error: connect ETIMEDOUT 10.20.0.14:5432\n    at TCPConnectWrap.afterConnect\n    at Batch.flush (batch.js:88)\n    at Timer.tick (scheduler.js:31)\n";

pub const ALL: &[Story] = &[
    Story {
        from: "fiona@northgatebrewing.example",
        age: 27,
        subject: "Stock levels frozen since this morning",
        text: "Hi team,\n\nStock levels have not moved since 6:40 this morning although we have racked 40 casks. The drivers are waiting for their load sheets.\n\nThanks\nFiona",
        category: 4,
        tags: "stock, urgent",
        priority: 4,
        steps: &[
            (6, Assign(2)),
            (
                5,
                Reply(
                    2,
                    "Hi Fiona,\n\nThe import from the brewhouse stopped at 6:38 because of one order line without a unit. I have skipped that line and the rest is catching up now; you should see current figures in about five minutes.",
                ),
            ),
            (
                8,
                Writes(
                    "Figures are moving again, thank you! Which line was it, so we can fix it at our end?",
                ),
            ),
        ],
    },
    Story {
        from: "rajesh.iyer@lighthousedental.example",
        age: 140,
        subject: "Single sign-on stopped working after certificate change",
        text: "Hello,\n\nWe rotated the signing certificate of our identity provider last night as planned. Since then nobody can sign in; the page says the signature is invalid.\n\nRajesh Iyer",
        category: 1,
        tags: "sso, sign-in",
        priority: 4,
        steps: &[
            (5, Assign(2)),
            (
                9,
                Note(
                    2,
                    "Metadata URL is not configured for them, the old certificate was pasted by hand. Asking for the URL so this cannot happen again.",
                ),
            ),
            (
                6,
                Reply(
                    2,
                    "Hello Rajesh,\n\nYour old certificate is stored by hand on our side. I have added the new one, so sign-in works again. If you send me the metadata URL I will switch to that, and the next rotation will need nobody.",
                ),
            ),
            (
                30,
                Sends(
                    "It works, thank you. The URL is in the attached file.",
                    (
                        "metadata-url.txt",
                        "text/plain",
                        "https://login.lighthousedental.example/federation/metadata.xml\n",
                    ),
                ),
            ),
        ],
    },
    Story {
        from: "lars@fjordfield.example",
        age: 330,
        subject: "Webhook deliveries time out",
        text: "Hi,\n\nabout one in ten webhook deliveries to our endpoint fails with a timeout. Our logs show no incoming request at those times.\n\nLars",
        category: 4,
        tags: "api, webhook",
        priority: 3,
        steps: &[
            (10, Sends("Stack trace from our side attached.", ("trace.txt", "text/plain", TRACE))),
            (20, Assign(4)),
            (
                40,
                Note(
                    4,
                    "All failures come from the second egress address, which is not on their allow list. Documented in the runbook.",
                ),
            ),
            (
                12,
                Reply(
                    4,
                    "Hi Lars,\n\nwe send from two addresses and only one of them is allowed by your firewall. Please also allow 203.0.113.24. Deliveries that failed are repeated by themselves for three days, so nothing is lost.",
                ),
            ),
        ],
    },
    Story {
        from: "ingrid@fjordfield.example",
        age: 1700,
        subject: "VAT on the October invoice",
        text: "Hello,\n\nthe October invoice shows 19 % VAT. As a Norwegian company we should be invoiced without German VAT. Could you correct this please?\n\nBest regards\nIngrid Solberg",
        category: 2,
        tags: "invoice",
        priority: 2,
        steps: &[
            (60, Assign(1)),
            (
                90,
                Reply(
                    1,
                    "Hello Ingrid,\n\nyou are right, and I am sorry. A corrected invoice without VAT is on its way, and your record is changed so that the next ones will be right from the start.",
                ),
            ),
            (400, Writes("Received, all good. Thank you!")),
            (12, Close(1)),
        ],
    },
    Story {
        from: "sarah.oconnor@lighthousedental.example",
        age: 2950,
        subject: "Moving a practice to another group",
        text: "Hello,\n\nfrom 1 December our Hove practice belongs to the coastal group. Can its patients and appointments move along?\n\nKind regards\nSarah O'Connor",
        category: 5,
        tags: "question",
        priority: 2,
        steps: &[
            (80, Assign(3)),
            (
                150,
                Reply(
                    3,
                    "Hello Sarah,\n\nyes, both move along, including the history. It takes about an hour during which the practice is read-only. Would Sunday 30 November at 8 pm suit you?",
                ),
            ),
        ],
    },
    Story {
        from: "dev@northgatebrewing.example",
        age: 4300,
        subject: "Sensor readings missing for fermenter 3",
        text: "Hi,\n\nNo readings from fermenter 3 between 02:00 and 04:30. The sensor itself logged fine. Can they be filled in afterwards?\n\nDev",
        category: 4,
        tags: "sensor",
        priority: 2,
        steps: &[
            (50, Assign(2)),
            (
                70,
                Reply(
                    2,
                    "Hi Dev,\n\nyes. Please upload the sensor's own log under Equipment → Fermenter 3 → Import; readings that exist already are skipped.",
                ),
            ),
            (100, Writes("Imported, the curve is complete again. Cheers!")),
            (5, Close(2)),
        ],
    },
    Story {
        from: "grace.lindqvist@meridianrobotics.example",
        age: 210,
        subject: "Trial: can we host it ourselves?",
        text: "Hi there,\n\nwe are evaluating your product. Two questions: can we run it on our own server, and does it work with PostgreSQL?\n\nGrace Lindqvist\nCTO, Meridian Robotics",
        category: 5,
        tags: "trial, question",
        priority: 2,
        steps: &[
            (35, Assign(1)),
            (
                25,
                Reply(
                    1,
                    "Hi Grace,\n\ntwo times yes: it runs on any Linux server of yours, and PostgreSQL 15 or newer is what most of our larger customers use. Shall I set up a call with one of our engineers next week?",
                ),
            ),
            (45, Writes("Tuesday 10 am UK time would be perfect.")),
        ],
    },
    Story {
        from: "oliver.chen@meridianrobotics.example",
        age: 19,
        subject: "Security questionnaire",
        text: "Hello,\n\nplease find below the first part of our supplier security questionnaire. We need the answers before the trial can go ahead.\n\n1. Where is data stored?\n2. Who can access it?\n3. How are backups encrypted?\n\nOliver Chen",
        category: 5,
        tags: "trial, security",
        priority: 2,
        steps: &[],
    },
    Story {
        from: "aase@fjordfield.example",
        age: 66,
        subject: "Norwegian letters in PDF file names",
        text: "Hi!\n\nWhen we download reports, file names with æ, ø or å turn into question marks on Windows. On the Mac it is fine.\n\nÅse Nygård",
        category: 0,
        tags: "pdf",
        priority: 1,
        steps: &[(20, Assign(0))],
    },
    Story {
        from: "lars@fjordfield.example",
        age: 6100,
        subject: "Rate limit for bulk import",
        text: "Hi,\n\nwe need to import 200,000 records once. Is there a better way than the normal API?\n\nLars",
        category: 4,
        tags: "api, question",
        priority: 2,
        steps: &[
            (90, Assign(4)),
            (
                120,
                Reply(
                    4,
                    "Hi Lars,\n\nuse the bulk endpoint with files of up to 10,000 lines. It answers with a job number; twenty such files take about ten minutes.",
                ),
            ),
            (800, Writes("Worked like a charm.")),
            (10, Close(4)),
        ],
    },
    Story {
        from: "fiona@northgatebrewing.example",
        age: 7900,
        subject: "Training video link is broken",
        text: "Hi,\n\nthe link to the stocktaking video in the help pages gives a 404.\n\nFiona",
        category: 5,
        tags: "help",
        priority: 1,
        steps: &[
            (100, Assign(0)),
            (20, Reply(0, "Hi Fiona,\n\nthank you for telling us. The link is repaired.")),
            (10, Close(0)),
        ],
    },
    Story {
        from: "rajesh.iyer@lighthousedental.example",
        age: 8800,
        subject: "Audit: list of all administrators",
        text: "Hello,\n\nour auditors ask for a list of everyone with administrator rights at the end of each quarter. Is there a report?\n\nRajesh",
        category: 1,
        tags: "audit, question",
        priority: 2,
        steps: &[
            (120, Assign(3)),
            (
                180,
                Reply(
                    3,
                    "Hello Rajesh,\n\nyes: Administration → People → Filter “administrators” → Export. It can also be sent to you by mail on the last day of each quarter; just say so.",
                ),
            ),
            (700, Writes("Please set up the mail. Thank you!")),
            (200, Note(3, "Scheduled for the last day of each quarter, 7:00.")),
            (5, Close(3)),
        ],
    },
    Story {
        from: "sarah.oconnor@lighthousedental.example",
        age: 41,
        subject: "Reminder texts sent twice",
        text: "Hello,\n\nseveral patients told us that they received yesterday's appointment reminder twice. Could you look into this before tonight's run?\n\nSarah",
        category: 4,
        tags: "reminder",
        priority: 3,
        steps: &[
            (10, Assign(2)),
            (
                12,
                Note(
                    2,
                    "Two workers picked up the same batch after the restart at 17:02. Checking the lease.",
                ),
            ),
        ],
    },
    Story {
        from: "dev@northgatebrewing.example",
        age: 11400,
        subject: "Dark mode for the brewhouse screens",
        text: "Hi,\n\nthe screens in the brewhouse are far too bright at night. Any chance of a dark theme?\n\nDev",
        category: 5,
        tags: "wish",
        priority: 1,
        steps: &[
            (300, Assign(0)),
            (
                60,
                Reply(
                    0,
                    "Hi Dev,\n\nit is there since the last release: your name at the top right → Appearance → Dark.",
                ),
            ),
            (500, Writes("Brilliant, thanks.")),
            (3, Close(0)),
        ],
    },
    Story {
        from: "Emily Stone <hello@pebblecoffee.example>",
        age: 88,
        subject: "Do you offer a discount for charities?",
        text: "Hello,\n\nwe run a community café as a registered charity and would love to use your stock system. Is there a reduced price?\n\nBest wishes\nEmily Stone",
        category: 5,
        tags: "enquiry",
        priority: 1,
        steps: &[],
    },
    Story {
        from: "aase@fjordfield.example",
        age: 13600,
        subject: "Please close our test environment",
        text: "Hi,\n\nwe no longer need the test environment. Please delete it including all data and confirm.\n\nÅse",
        category: 3,
        tags: "server",
        priority: 1,
        steps: &[
            (200, Assign(3)),
            (
                400,
                Reply(
                    3,
                    "Hi Åse,\n\nthe test environment is gone, including its backups. The deletion record is number L-2026-077.",
                ),
            ),
            (60, Close(3)),
        ],
    },
];
