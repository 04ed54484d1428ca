import type { BulletinDocument } from '@cockpit/contracts';
import { daysOfSpan } from '@cockpit/domain';
import { findings, next } from './ahead';
import { causes, practice } from './causes';
import type { Grounds } from './grounds';
import { headline } from './headline';
import { ranking } from './ranking';

/** Generates the document of a bulletin. @param computedAt RFC 3339 */
export async function writeDocument(
  grounds: Grounds,
  { placeName, computedAt }: Pick<BulletinDocument, 'placeName' | 'computedAt'>,
): Promise<BulletinDocument> {
  const { book, span } = grounds;
  const sections = [
    await headline(grounds),
    await ranking(grounds),
    await causes(grounds),
    await practice(grounds),
    findings(grounds),
    next(grounds),
  ];
  const perDay = await book.parts('arrivals', span, 'day');
  return {
    placeName,
    computedAt,
    sections,
    days: daysOfSpan(span).length,
    daysWithData: perDay.filter(({ value }) => (value ?? 0) > 0).length,
    figures: book.figures(),
  };
}
