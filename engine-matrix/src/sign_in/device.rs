//! How a device is called where devices are listed: by the browser and the system, so that people know which is which.

/// The name of this device.
#[cfg(target_arch = "wasm32")]
pub(super) fn name() -> String {
    let of =
        |target: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(target, &name.into()).unwrap_or_default();
    let agent = of(&of(&js_sys::global(), "navigator"), "userAgent").as_string();
    called(&agent.unwrap_or_default())
}

/// The name of a test.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn name() -> String {
    called("")
}

/// A browser says that it is several others as well: those come later here.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
];

fn called(agent: &str) -> String {
    let find = |known: &[(&str, &'static str)]| known.iter().find(|(sign, _)| agent.contains(sign)).map(|it| it.1);
    let place: Vec<&str> = [find(&BROWSERS), find(&SYSTEMS)].into_iter().flatten().collect();
    if place.is_empty() { "Teahouse".into() } else { format!("Teahouse, {}", place.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_called_by_its_browser_and_system() {
        let agents = [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                "Teahouse, Chrome, Linux",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Teahouse, Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
                "Teahouse, Firefox, Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
                "Teahouse, Edge, Windows",
            ),
            ("something else", "Teahouse"),
        ];
        for (agent, name) in agents {
            assert_eq!(called(agent), name);
        }
    }
}
