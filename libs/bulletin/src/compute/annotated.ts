import { message, part, type Annotation, type BulletinParagraph } from '@cockpit/contracts';
import type { Grounds } from './grounds';

/** As many as are read at the foot of a page. */
const PRINTED = 8;
const KINDS = {
  'system-down': 'bulletin.annotation-system-down',
  event: 'bulletin.annotation-event',
  closure: 'bulletin.annotation-closure',
  'data-fault': 'bulletin.annotation-data-fault',
  other: 'bulletin.annotation-other',
} as const;

/** What people noted on the days of the period: the figures hold those times too. */
export function annotated({ annotations }: Pick<Grounds, 'annotations'>): BulletinParagraph[] {
  const notes = annotations.slice(0, PRINTED).map((one, i): BulletinParagraph => ({
    key: `annotation-${one.id}`,
    words: message('bulletin.annotation', {
      ...{ n: i + 1, place: one.placeName ?? part('bulletin.bureau', {}), when: whenOf(one) },
      ...{ kind: part(KINDS[one.kind], {}), text: one.text },
    }),
  }));
  const more = annotations.length - PRINTED;
  return more > 0
    ? [...notes, { key: 'annotations-more', words: message('bulletin.annotations-more', { n: more }) }]
    : notes;
}

const whenOf = ({ firstDay, lastDay, fromTime, toTime }: Annotation): string =>
  firstDay === lastDay ? `${firstDay} ${fromTime}–${toTime}` : `${firstDay} ${fromTime} – ${lastDay} ${toTime}`;
