// Real engines and browsers answer when they can; what hangs is still found.
jest.setTimeout(240_000);
