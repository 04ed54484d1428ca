import { defineConfig } from 'eslint/config';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { typedParser } from './scripts/lib/typed-parser.mjs';

const strict = [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked];

export default defineConfig([
  // sources that are no components are oxlint's (.oxlintrc.json), which knows types, too, and takes a tenth of the time
  {
    files: ['dashboards/**/*.vue'],
    extends: [...strict, ...vue.configs['flat/essential']],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: typedParser, project: true, extraFileExtensions: ['.vue'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'vue/multi-word-component-names': 'off',
      // what is longer has a part that is one of its own
      'vue/max-lines-per-block': ['error', { script: 120, skipBlankLines: true }],
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
]);
