// The worker of the on-device engine.
import init, * as engine from "./engine_local.js";
import { serve } from "./serve.js";

serve(engine, init({ module_or_path: new URL("./engine_local_bg.wasm", import.meta.url) }));
