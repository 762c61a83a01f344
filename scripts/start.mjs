// Builds what is not built yet and starts Hebi in this process: a start through a second one takes half a second more.
import { ensureBuild } from './ensure-build.mjs';

await ensureBuild();
await import('../dist/src/main.js');
