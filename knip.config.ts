export default {
  entry: [
    'apps/*/src/main.ts', 'libs/engines/src/clickhouse/main.ts', 'libs/*/src/index.ts', 'migrations/postgres/*.ts', 'scripts/*.mjs',
    'tests/support/*.cjs', '**/*.{spec,medium,browser}.ts', 'dashboards/src/main.ts',
  ],
  project: ['{apps,libs,tests,migrations,demo}/**/*.ts', 'dashboards/src/**/*.{ts,vue}', 'scripts/**/*.mjs'],
};
