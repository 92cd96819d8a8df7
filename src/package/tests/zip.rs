//! Zip archives with whatever somebody could write into one (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).

use miniz_oxide::deflate::compress_to_vec;
use rawzip::crc32;

const STORE: u16 = 0;
const DEFLATE: u16 = 8;
/// Made on Unix, so that the mode counts.
const MADE_BY: u16 = 3 << 8 | 20;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

/// One entry.
#[derive(Clone)]
pub(crate) struct Member {
    name: Vec<u8>,
    local: Vec<u8>,
    data: Vec<u8>,
    size: u32,
    crc: u32,
    method: u16,
    flags: u16,
    mode: u32,
    shared: bool,
}

impl Member {
    pub(crate) fn new(name: &str, content: &[u8]) -> Self {
        Self::raw(name.as_bytes(), content)
    }

    pub(crate) fn raw(name: &[u8], content: &[u8]) -> Self {
        let size = u32::try_from(content.len()).unwrap();
        let (name, crc) = (name.to_vec(), crc32(content));
        Self {
            local: name.clone(),
            name,
            data: content.into(),
            size,
            crc,
            method: STORE,
            flags: UTF8,
            mode: 0,
            shared: false,
        }
    }

    pub(crate) fn deflated(mut self) -> Self {
        (self.data, self.method) = (compress_to_vec(&self.data, 6), DEFLATE);
        self
    }

    pub(crate) fn renamed(mut self, name: &str) -> Self {
        (self.name, self.local) = (name.into(), name.into());
        self
    }

    /// Another name in its own header than in the directory.
    pub(crate) fn locally(mut self, name: &str) -> Self {
        self.local = name.into();
        self
    }

    pub(crate) fn says(mut self, size: u32) -> Self {
        self.size = size;
        self
    }

    pub(crate) fn crc(mut self, crc: u32) -> Self {
        self.crc = crc;
        self
    }

    pub(crate) fn method(mut self, method: u16) -> Self {
        self.method = method;
        self
    }

    pub(crate) fn flags(mut self, flags: u16) -> Self {
        self.flags |= flags;
        self
    }

    pub(crate) fn mode(mut self, mode: u32) -> Self {
        self.mode = mode;
        self
    }

    /// It has no bytes of its own: the directory leads to those of the entry before it.
    pub(crate) fn at_the_one_before(mut self) -> Self {
        self.shared = true;
        self
    }

    /// What both headers have in common, from the version that is needed to the length of the name.
    fn common(&self, name: &[u8]) -> Vec<u8> {
        let mut head = Vec::new();
        for short in [20, self.flags, self.method, 0, 0] {
            head.extend(short.to_le_bytes());
        }
        for long in [self.crc, u32::try_from(self.data.len()).unwrap(), self.size] {
            head.extend(long.to_le_bytes());
        }
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0; 2]);
        head
    }
}

/// The archive.
pub(crate) fn zip(members: &[Member]) -> Vec<u8> {
    let (mut zip, mut directory, mut offset) = (Vec::new(), Vec::new(), 0_u32);
    for member in members {
        if !member.shared {
            offset = u32::try_from(zip.len()).unwrap();
            zip.extend(b"PK\x03\x04");
            zip.extend([member.common(&member.local), member.local.clone(), member.data.clone()].concat());
        }
        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(member.common(&member.name));
        directory.extend([0; 6]);
        directory.extend((member.mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&member.name);
    }
    let count = u16::try_from(members.len()).unwrap();
    let (start, length) = (u32::try_from(zip.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    zip.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    zip.extend([0; 2]);
    zip
}
