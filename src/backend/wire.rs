//! Messages between the shell and a worker, as bytes.
//!
//! Each begins with the protocol's version as two bytes, little endian, so that two builds that do not
//! understand each other can at least say so. The rest is [postcard](https://postcard.jamesmunns.com/wire-format).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::protocol::PROTOCOL_VERSION;
use super::{Answer, Command, Event, Failure};

/// The number of a request: unique in its connection, growing.
pub type RequestId = u32;

/// From the shell to the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToEngine {
    /// The first message of a connection.
    Hello {
        /// The Web Lock that the tab holds for as long as it lives.
        tab: String,
    },
    /// Something to do.
    Request {
        /// Comes back with the reply.
        id: RequestId,
        /// What to do.
        command: Command,
    },
    /// The tab goes, or will connect anew.
    Goodbye,
}

/// From the engine to the shell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToShell {
    /// The answer to [`ToEngine::Hello`], once the store is open.
    Hello {
        /// The Web Lock that the engine holds for as long as it lives.
        engine: String,
    },
    /// The engine cannot work.
    Stopped(Failure),
    /// The answer to a request.
    Reply {
        /// The request's.
        id: RequestId,
        /// What came of it.
        result: Result<Answer, Failure>,
    },
    /// Something that is watched changed.
    Event(Event),
}

/// Writes a message.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    // Writing to a growing vector cannot fail for these types, and a cut-off message is refused by `decode`.
    postcard::to_extend(message, PROTOCOL_VERSION.to_le_bytes().to_vec()).unwrap_or_default()
}

/// Reads a message; whatever arrives may be anything.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let (version, body) = bytes.split_first_chunk::<2>().ok_or(Failure::Malformed)?;
    let theirs = u16::from_le_bytes(*version);
    if theirs != PROTOCOL_VERSION {
        return Err(Failure::OtherProtocol { ours: PROTOCOL_VERSION, theirs });
    }
    postcard::from_bytes(body).map_err(|_| Failure::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_comes_back_as_it_was() {
        let message = ToEngine::Hello { tab: "tab-1".into() };
        assert_eq!(decode(&encode(&message)), Ok(message));
    }

    #[test]
    fn another_version_is_told_apart_from_nonsense() {
        let mut bytes = encode(&ToEngine::Hello { tab: "t".into() });
        bytes[0] = 0xfe;
        assert_eq!(decode::<ToEngine>(&bytes), Err(Failure::OtherProtocol { ours: PROTOCOL_VERSION, theirs: 0xfe }));
        assert_eq!(decode::<ToEngine>(&[1]), Err(Failure::Malformed));
        assert_eq!(decode::<ToEngine>(&[PROTOCOL_VERSION as u8, 0, 99]), Err(Failure::Malformed));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut framed = PROTOCOL_VERSION.to_le_bytes().to_vec();
            framed.extend(&bytes);
            let _ = decode::<ToEngine>(&framed);
            let _ = decode::<ToShell>(&framed);
            let _ = decode::<ToEngine>(&bytes);
        }
    }
}
