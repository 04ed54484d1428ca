/** Wrong call of a command: exit code 2. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

/** The command completed with a negative result: exit code 1, without a stack. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

export const OK = 0;
export const FAILED = 1;
export const MISUSED = 2;
