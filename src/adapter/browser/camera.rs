//! The camera at the back of the device. It is asked for only when somebody wants it, and let go of at once after.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack, PermissionState,
    PermissionStatus,
};

use super::barcode;
use crate::domain::scan::{CameraFault, Sight};

thread_local! {
    static STREAM: RefCell<Option<MediaStream>> = const { RefCell::new(None) };
    /// How often it was opened or closed: what was asked for before that comes too late.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// True if the browser would not ask the person.
pub async fn is_allowed() -> bool {
    allowed().await.unwrap_or(false)
}

async fn allowed() -> Option<bool> {
    let permissions = web_sys::window()?.navigator().permissions().ok()?;
    let question = Object::new();
    let _ = Reflect::set(&question, &"name".into(), &"camera".into());
    let status: PermissionStatus = JsFuture::from(permissions.query(&question).ok()?).await.ok()?.dyn_into().ok()?;
    Some(status.state() == PermissionState::Granted)
}

/// Shows what the camera sees in a `<video>` element.
pub async fn open(id: &str) -> Result<(), CameraFault> {
    close();
    let turn = TURN.get();
    let stream = stream().await?;
    if TURN.get() != turn {
        stop(&stream);
        return Err(CameraFault::Closed);
    }
    let Some(film) = film(id) else {
        stop(&stream);
        return Err(CameraFault::Closed);
    };
    film.set_src_object(Some(&stream));
    STREAM.set(Some(stream));
    if let Ok(playing) = film.play() {
        // Broken off when the element goes away, which is somebody leaving.
        let _ = JsFuture::from(playing).await;
    }
    Ok(())
}

/// Lets go of the camera, also of one that was asked for and has not come yet.
pub fn close() {
    TURN.set(TURN.get().wrapping_add(1));
    if let Some(stream) = STREAM.take() {
        stop(&stream);
    }
}

/// Looks for a code in what the element shows.
pub async fn read(id: &str) -> Sight {
    match film(id) {
        Some(film) => barcode::read_frame(&film).await,
        None => Sight::Nothing,
    }
}

async fn stream() -> Result<MediaStream, CameraFault> {
    // Pages that are not secure have no cameras at all.
    let devices = web_sys::window().and_then(|window| window.navigator().media_devices().ok());
    let devices = devices.filter(|devices| !devices.is_undefined()).ok_or(CameraFault::Missing)?;
    let wish = Object::new();
    for (name, value) in [("facingMode", JsValue::from("environment")), ("width", 1280.into()), ("height", 720.into())]
    {
        let _ = Reflect::set(&wish, &name.into(), &value);
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wish);
    let asked = devices.get_user_media_with_constraints(&constraints).map_err(|_| CameraFault::Missing)?;
    let stream = JsFuture::from(asked).await.map_err(|error| fault(&error))?;
    stream.dyn_into().map_err(|_| CameraFault::Missing)
}

/// <https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia> lists the names.
fn fault(error: &JsValue) -> CameraFault {
    let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "notallowederror" | "securityerror" => CameraFault::Refused,
        "notreadableerror" | "aborterror" => CameraFault::Busy,
        _ => CameraFault::Missing,
    }
}

fn film(id: &str) -> Option<HtmlVideoElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks() {
        if let Some(track) = track.dyn_ref::<MediaStreamTrack>() {
            track.stop();
        }
    }
}
