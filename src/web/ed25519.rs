//! Signatures by Ed25519 (RFC 8032), as the browser checks them (Web Cryptography Level 2).

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, DomException, SubtleCrypto, WorkerGlobalScope};

use crate::domain::mini::signature::Verdict;

const ALGORITHM: &str = "Ed25519";

/// Checks a signature with a public key.
pub fn verify(key: &[u8; 32], signature: &[u8; 64], message: &[u8]) -> LocalBoxFuture<'static, Verdict> {
    let copy = |bytes: &[u8]| Uint8Array::from(bytes);
    let (key, signature, message) = (copy(key), copy(signature), copy(message));
    async move {
        let checked = check(&key, &signature, &message).await;
        checked.unwrap_or_else(|error| if is_no_key(&error) { Verdict::Invalid } else { Verdict::Unable })
    }
    .boxed_local()
}

async fn check(key: &Uint8Array, signature: &Uint8Array, message: &Uint8Array) -> Result<Verdict, JsValue> {
    let subtle = subtle()?;
    let usages = Array::of1(&"verify".into());
    let imported = subtle.import_key_with_str("raw", key, ALGORITHM, false, &usages)?;
    let key: CryptoKey = JsFuture::from(imported).await?.dyn_into()?;
    let fits = subtle.verify_with_str_and_js_u8_array_and_js_u8_array(ALGORITHM, &key, signature, message)?;
    Ok(if JsFuture::from(fits).await?.is_truthy() { Verdict::Valid } else { Verdict::Invalid })
}

/// A page has it under the same name as a worker. Where the origin is not secure there is none.
fn subtle() -> Result<SubtleCrypto, JsValue> {
    let global: WorkerGlobalScope = js_sys::global().unchecked_into();
    JsValue::from(global.crypto()?.subtle()).dyn_into()
}

/// Bytes that are no key say so with an error of their own; a browser that does not know the algorithm, with another.
fn is_no_key(error: &JsValue) -> bool {
    error.dyn_ref::<DomException>().is_some_and(|error| error.name() == "DataError")
}
