import { DEFAULT_ZONE, textOf, type Language } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { OrganisationService } from '@cockpit/organisation';

/**
 * Name and time zone of a hall or the bureau for a sentence. An unknown hall is called by its code; a simulated one is
 * marked, so that nobody goes there.
 */
@Injectable()
export class HallFaces {
  constructor(private readonly organisation: OrganisationService) {}

  async faceOf(code: string | null, language: Language): Promise<{ hallName: string; timeZone: string }> {
    const doc = await this.organisation.latest();
    const hall = doc?.halls.find((candidate) => candidate.code === code);
    const bureau = doc !== null && doc.bureau.code === code ? doc.bureau.name : undefined;
    if (hall === undefined) return { hallName: bureau ?? code ?? '', timeZone: DEFAULT_ZONE };
    const { name, simulated, timeZone } = hall;
    return { hallName: simulated ? textOf('notice.simulated', { hall: name }, language) : name, timeZone };
  }
}
