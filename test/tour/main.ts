import { steps } from './steps';
import { takeTour } from './tour';

process.exitCode = await takeTour(steps);
