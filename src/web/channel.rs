//! Channels of bytes between a page and a worker.

use std::rc::Rc;

use futures::channel::mpsc;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, MessagePort};

/// Sends bytes to the other end.
pub type SendBytes = Box<dyn Fn(&[u8])>;

/// One end of a channel. Dropping it closes it.
pub struct Channel {
    /// Sends bytes to the other end.
    pub send: SendBytes,
    /// What the other end sent. Whatever was not bytes arrives as no bytes.
    pub inbound: mpsc::UnboundedReceiver<Vec<u8>>,
}

/// The channel through a message port; its bytes are transferred, not copied.
pub fn over_port(port: MessagePort) -> Channel {
    let (arrived, inbound) = mpsc::unbounded();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let _ = arrived.unbounded_send(bytes(&event.data()));
    });
    port.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    port.start();
    let end = PortEnd { port, _listener: listener };
    let send = Box::new(move |bytes: &[u8]| {
        let array = Uint8Array::from(bytes);
        // A port whose other end is gone swallows messages; whoever waits for an answer has a time limit.
        let _ = end.port.post_message_with_transferable(&array, &Array::of1(&array.buffer()));
    });
    Channel { send, inbound }
}

struct PortEnd {
    port: MessagePort,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for PortEnd {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.close();
    }
}

/// The name under which an engine listens on a broadcast channel.
pub const ENGINE: &str = "engine";

/// A broadcast channel, for browsers without shared workers. Each message is `[to, from, bytes]`.
pub struct Broadcast {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Broadcast {
    /// Listens on a channel; `hear` gets the receiver's name, the sender's name and the bytes of each message.
    pub fn open(name: &str, mut hear: impl FnMut(&str, String, Vec<u8>) + 'static) -> Result<Rc<Self>, JsValue> {
        let channel = BroadcastChannel::new(name)?;
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Ok(parts) = event.data().dyn_into::<Array>() else { return };
            if let (Some(to), Some(from)) = (parts.get(0).as_string(), parts.get(1).as_string()) {
                hear(&to, from, bytes(&parts.get(2)));
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Ok(Rc::new(Self { channel, _listener: listener }))
    }

    /// Sends bytes to whoever listens under a name.
    pub fn send(&self, to: &str, from: &str, bytes: &[u8]) {
        let message = Array::of3(&to.into(), &from.into(), &Uint8Array::from(bytes));
        let _ = self.channel.post_message(&message);
    }
}

impl Drop for Broadcast {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}

fn bytes(data: &JsValue) -> Vec<u8> {
    data.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}
