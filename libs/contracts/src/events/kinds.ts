// Apart from the schemas of events: a page that reads one of these lists does not load them all.

/** Who answers people who ask (三级咨询). */
export const CONSULT_TIERS = ['ai', 'center', 'unit'] as const;
/** Ways of asking that have a name; a source may send others. */
export const CONSULT_CHANNELS = ['wechat', 'phone', 'online', 'mobile', 'window', 'chat', 'self-service'] as const;
/** Why a rating does not count. */
export const EXCLUSION_REASONS = ['mistaken', 'malicious'] as const;
export const MATTER_KINDS = [
  'case',
  'order',
  'letter',
  'finding',
  'pain-point',
  'difficult-matter',
  'enterprise-need',
  'bad-rating',
] as const;
/** What whoever wrote or called wants (诉求类型). */
export const MATTER_NATURES = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const;
export const CASE_CHANNELS = ['window', 'self-service', 'mobile', 'online', 'extension-point', 'phone'] as const;
