// Separate from the event schemas, so that a page with one of these lists does not load them.

/** Tiers that answer consultations (三级咨询). */
export const CONSULT_TIERS = ['ai', 'center', 'unit'] as const;
/** Known consultation channels; a source may send others. */
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
/** What the author or caller wants (诉求类型). */
export const MATTER_NATURES = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const;
export const CASE_CHANNELS = ['window', 'self-service', 'mobile', 'online', 'extension-point', 'phone'] as const;
