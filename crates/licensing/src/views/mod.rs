//! Finished data drawn as HTML.
