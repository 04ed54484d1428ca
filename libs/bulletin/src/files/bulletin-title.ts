import { message, part, textOf, type Bulletin, type BulletinSummary, type Message } from '@cockpit/contracts';

export const titleOf = ({ placeName }: Pick<BulletinSummary, 'placeName'>): Message =>
  message('bulletin.title', { place: placeName ?? part('bulletin.bureau', {}) });

/** Under the title: which one of what time. */
export const issueOf = ({ no, period, from, to }: BulletinSummary): Message =>
  message('bulletin.issue', { ...{ no, from, to }, period: part(`bulletin.${period}`, {}) });

/** At the end: which version it is, and of when its figures are. */
export const versionOf = ({ revision, state, document }: Bulletin): Message =>
  message('bulletin.version', {
    ...{ revision, at: `${document.computedAt.slice(0, 16).replace('T', ' ')} UTC` },
    state: part(`bulletin.state-${state}`, {}),
  });

/** The name of a file of it, without its ending. */
export const fileNameOf = ({ no, period, from, to }: BulletinSummary): string =>
  `${textOf(`bulletin.${period}`, {}, 'zh-CN')}-${String(no)}-${from}-${to}`;
