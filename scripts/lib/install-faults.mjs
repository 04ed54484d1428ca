// What went wrong while packages were fetched or unpacked, in a sentence: what, and what to do.
import { root } from './project.mjs';

const FAULTS = [
  [/ENOSPC/, () => `the disk of ${root}, or that of npm’s cache, is full: free some space, and start again`],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|network/i,
    (output) =>
      `the registry of packages ${/https?:\/\/[^/\s]+/.exec(output)?.[0] ?? ''} cannot be reached: start again with a network, or use the archive that “npm run bundle” writes on another machine`,
  ],
  [
    /EACCES|EPERM|EROFS/,
    () => `this user may not write to ${root}, or to npm’s cache: start as the owner, or make them writable`,
  ],
  [/EINTEGRITY/, () => 'a package arrived damaged: run “npm cache clean --force”, and start again'],
  [/E404|ETARGET/, () => 'the registry does not have a package that package-lock.json names: use another registry'],
];

/** @returns the error with its sentence, and npm's own words below it; as it was when it is none of these */
export function explained(error) {
  if (error.code === 'ENOENT') return new Error('npm is not on the PATH: it comes with Node');
  const output = String(error.output ?? error.message);
  const sentence = FAULTS.find(([pattern]) => pattern.test(output))?.[1](output);
  if (sentence === undefined) return error;
  const [first = ''] = output.match(/^npm (?:error|ERR!) (?!code|errno|syscall).+$/m) ?? [];
  return new Error([sentence, first].filter(Boolean).join('\n'));
}
