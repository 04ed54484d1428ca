import { DEFAULT_ZONE, textOf, type Language } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { OrganisationService } from '@cockpit/organisation';

/**
 * How a hall is called and what time it has, for a sentence. A hall nobody knows any more is called by its code; a simulated one says so, for nobody
 * need go there.
 */
@Injectable()
export class HallFaces {
  constructor(private readonly organisation: OrganisationService) {}

  async faceOf(code: string | null, language: Language): Promise<{ hallName: string; timeZone: string }> {
    const hall = (await this.organisation.latest())?.halls.find((one) => one.code === code);
    if (hall === undefined) return { hallName: code ?? '', timeZone: DEFAULT_ZONE };
    const { name, simulated, timeZone } = hall;
    return { hallName: simulated ? textOf('notice.simulated', { hall: name }, language) : name, timeZone };
  }
}
