import { sabotages } from './sabotage';
import { steps } from './steps';
import { takeTour } from './tour';

/** The tour with one step broken; which one, says the last argument. */
const broken = process.argv.at(-1) ?? '';
const sabotage = sabotages[broken];
if (sabotage === undefined) throw new Error(`no sabotage of “${broken}”`);
process.exitCode = await takeTour(steps, (step, tour) => (step.name === broken ? sabotage.break(tour) : undefined));
