//! A zip file that is made in memory: nothing of it is on the disk before it is sealed.

use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// From so many bytes of content on the next zip file is begun.
const FULL: usize = 64 << 20;

pub struct Archive {
    zip: Box<ZipWriter<Cursor<Vec<u8>>>>,
    bytes: usize,
}

impl Archive {
    pub fn new() -> Self {
        Self { zip: Box::new(ZipWriter::new(Cursor::new(Vec::new()))), bytes: 0 }
    }

    pub fn is_full(&self) -> bool {
        self.bytes >= FULL
    }

    /// Compresses a file into it, in a thread of its own.
    pub async fn add(mut self, name: String, bytes: Vec<u8>) -> anyhow::Result<Self> {
        let add = move || {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            self.zip.start_file(name, options)?;
            self.zip.write_all(&bytes)?;
            self.bytes += bytes.len();
            Ok(self)
        };
        tokio::task::spawn_blocking(add).await?
    }

    pub fn finish(self) -> anyhow::Result<Vec<u8>> {
        Ok(self.zip.finish()?.into_inner())
    }
}
