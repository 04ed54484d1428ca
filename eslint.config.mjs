import { defineConfig, globalIgnores } from 'eslint/config';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { typedParser } from './scripts/lib/typed-parser.mjs';

const strict = [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked];

export default defineConfig([
  globalIgnores([
    'dist/',
    'node_modules/',
    '.data/',
    '.cache/',
    'coverage/',
    '**/*.cjs',
    '**/*.mjs',
    '!scripts/**/*.mjs',
    '!eslint.config.mjs',
    '**/*.mts',
    '*.config.ts',
    '.ci/',
  ]),
  {
    files: [
      'apps/**/*.ts',
      'libs/**/*.ts',
      'tests/**/*.ts',
      'migrations/**/*.ts',
      'demo/**/*.ts',
      'clients/*/src/**/*.ts',
    ],
    extends: strict,
    languageOptions: { parserOptions: { project: ['tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ['dashboards/**/*.ts'],
    extends: strict,
    languageOptions: { parser: typedParser, parserOptions: { project: true } },
  },
  {
    files: ['dashboards/**/*.vue'],
    extends: [...strict, ...vue.configs['flat/essential']],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: typedParser, project: true, extraFileExtensions: ['.vue'] },
    },
    rules: {
      'vue/multi-word-component-names': 'off',
      // what is longer has a part that is one of its own
      'vue/max-lines-per-block': ['error', { script: 120, skipBlankLines: true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.vue'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Nest's modules are classes with nothing but a decorator
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // numbers in a text are what the text is for
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // a name from outside (environment, headers) reads better in brackets
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // small results of small arrows: `() => (x = 1)`, `onClick={() => close()}`
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // there are no enums here, and to look for them took a tenth of the time
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Nest declares its options as classes and takes plain objects
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/prefer-readonly': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'settings are read once, in libs/platform' },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // values go beside a statement, never into its text
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name=/^(query|command|exec)$/] TemplateLiteral > TemplateElement[tail=false][value.raw=/'$/]",
          message: 'a value is not quoted by hand: bind it ($1, {name:Type})',
        },
      ],
    },
  },
  {
    // where the environment comes in or is handed on, and where people read the terminal
    files: [
      'libs/platform/src/settings.ts',
      'libs/engines/**/*.ts',
      'apps/embedded/**/*.ts',
      'apps/cli/**/*.ts',
      'apps/simulator/**/*.ts',
      'tests/**/*.ts',
    ],
    rules: { 'no-restricted-properties': 'off', 'no-console': 'off' },
  },
  {
    // a test asks what the code does, not how it is written
    files: ['**/*.spec.ts', '**/*.component.ts', '**/*.medium.ts', '**/*.browser.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.name=/^readFile/] Literal[value=/[.](css|vue|ts|cjs|mjs|html)$/]',
          message: 'a test does not read source files: import what they export',
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs', 'eslint.config.mjs'],
    rules: { eqeqeq: 'error', 'prefer-const': 'error', 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  },
]);
