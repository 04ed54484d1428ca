import { Injectable } from '@nestjs/common';
import { OrganisationService } from '@cockpit/organisation';

const DEFAULT_ZONE = 'Asia/Shanghai';

/** How a hall is called and what time it has, for a sentence. A hall nobody knows any more is called by its code. */
@Injectable()
export class HallFaces {
  constructor(private readonly organisation: OrganisationService) {}

  async faceOf(code: string | null): Promise<{ hallName: string; timeZone: string }> {
    const hall = (await this.organisation.latest())?.halls.find((one) => one.code === code);
    return { hallName: hall?.name ?? code ?? '', timeZone: hall?.timeZone ?? DEFAULT_ZONE };
  }
}
