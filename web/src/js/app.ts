// Everything that runs on every page. Each part listens on the document, so fragments that arrive later need no wiring.
import "./guard";
import "./forms";
import "./dialogs";
import "./toasts";
import "./keys";
import "./list";
import "./panes";
import "./combobox";
import "./drafts";
import "./files";
import "./live";
import "./theme";
import "./clock";
import "./idle";
import "./passkeys";
