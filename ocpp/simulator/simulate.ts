import { writeValidators } from '../validators/write-validators.ts';

// The stations need the compiled validators, which a fresh checkout does not have yet.
await writeValidators();
const { simulate } = await import('./command-line.ts');
simulate(process.argv.slice(2));
