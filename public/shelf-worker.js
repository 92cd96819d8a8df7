// The worker of the shelf of programs.
import init, * as engine from "./engine_shelf.js";
import { serve } from "./serve.js";

serve(engine, init({ module_or_path: new URL("./engine_shelf_bg.wasm", import.meta.url) }));
