import { declareKind } from './kind';
import { None } from './parts';

export const inApp = declareKind('in-app', {
  words: {
    'zh-CN': { name: '站内', short: '站内' },
    en: { name: 'In the cockpit', short: 'Cockpit' },
  },
  settings: None,
  secrets: None,
  fields: {},
});
