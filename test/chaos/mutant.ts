import { mutants, type MutantName } from './mutants.js';

// Loaded into a part before its own code (`node --import`).
mutants[process.env['MUTANT'] as MutantName].build();
