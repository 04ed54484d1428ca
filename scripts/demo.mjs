// Set-up, build, then everything on one machine until Ctrl-C.
import { build } from './build.mjs';
import { stoppable } from './lib/project.mjs';
import { runUntilStopped } from './lib/run.mjs';
import { runningSentence } from './lib/running.mjs';

const running = runningSentence();
if (running !== undefined) {
  console.log(running);
  process.exit(0);
}
try {
  await stoppable(build);
} catch (error) {
  console.error(`\nThe set-up failed: ${error.message}`);
  process.exit(1);
}
runUntilStopped(process.argv.slice(2));
