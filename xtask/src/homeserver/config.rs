//! How Synapse is told to be small, quick, open to whoever is on this machine, and silent towards everybody else.
//!
//! YAML is a superset of JSON, so its files are written as JSON.

use std::path::Path;

use serde_json::{Map, Value, json};

/// The name in every account's id. It stands for no host: `.test` is reserved by RFC 6761.
pub(crate) const SERVER_NAME: &str = "teahouse.test";

/// Where the server says what goes wrong.
pub(super) const LOG: &str = "homeserver.log";

/// What is chosen once for each folder; the first lets whoever knows it register people.
pub(super) const SECRETS: [&str; 3] = ["registration_shared_secret", "macaroon_secret_key", "form_secret"];

/// Limits of requests that stand by themselves, and those in groups. Tests are quicker than people.
const LIMITS: [&str; 14] = [
    "rc_message",
    "rc_registration",
    "rc_registration_token_validity",
    "rc_admin_redaction",
    "rc_joins_per_room",
    "rc_key_requests",
    "rc_3pid_validation",
    "rc_third_party_invite",
    "rc_media_create",
    "rc_delayed_event_mgmt",
    "rc_room_creation",
    "rc_reports",
    "rc_user_directory",
    "rc_profile",
];
const GROUPS: [(&str, &[&str]); 4] = [
    ("rc_login", &["address", "account", "failed_attempts"]),
    ("rc_joins", &["local", "remote"]),
    ("rc_invites", &["per_room", "per_user", "per_issuer"]),
    ("rc_presence", &["per_user"]),
];

/// The configuration of the server.
pub(super) fn server(folder: &Path, port: u16, secrets: &[(&str, String)]) -> Value {
    let mut config = json!({
        "server_name": SERVER_NAME,
        "public_baseurl": format!("http://127.0.0.1:{port}/"),
        "listeners": [{
            "port": port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "resources": [{ "names": ["client", "media"] }],
        }],
        "database": { "name": "sqlite3", "args": { "database": folder.join("homeserver.db") } },
        "media_store_path": folder.join("media"),
        "signing_key_path": folder.join("signing.key"),
        "pid_file": folder.join("homeserver.pid"),
        "log_config": folder.join("log.yaml"),
        "enable_registration": true,
        "enable_registration_without_verification": true,
        // Nothing goes out: no other servers, no reports, no pages of others.
        "federation_domain_whitelist": [],
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "report_stats": false,
        "enable_metrics": false,
        "url_preview_enabled": false,
        // Who is online is nobody's business, and costs work at every sync.
        "presence": { "enabled": false },
        // Passwords of tests need no protection, and registering is quicker without.
        "bcrypt_rounds": 4,
        "caches": { "global_factor": 0.5 },
    });
    let free = json!({ "per_second": 100_000, "burst_count": 100_000 });
    if let Value::Object(config) = &mut config {
        config.extend(LIMITS.map(|name| (name.to_owned(), free.clone())));
        config.extend(GROUPS.map(|(name, parts)| {
            let parts: Map<_, _> = parts.iter().map(|part| ((*part).to_owned(), free.clone())).collect();
            (name.to_owned(), parts.into())
        }));
        config.extend(secrets.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())));
    }
    config
}

/// The configuration of its log.
pub(super) fn log(folder: &Path) -> Value {
    json!({
        "version": 1,
        "disable_existing_loggers": false,
        "formatters": { "line": { "format": "%(asctime)s %(levelname)s %(name)s: %(message)s" } },
        "handlers": {
            "file": { "class": "logging.FileHandler", "formatter": "line", "filename": folder.join(LOG) },
        },
        "root": { "level": "WARNING", "handlers": ["file"] },
    })
}
