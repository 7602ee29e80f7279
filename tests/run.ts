import { runEverything } from './run/run-everything.ts';

process.exitCode = await runEverything();
