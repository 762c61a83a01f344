import { brackets } from './brackets.ts';
import type { Check } from './check.ts';
import { extra } from './extra.ts';
import { facts } from './facts.ts';
import { glued } from './glued.ts';
import { inconsistent } from './inconsistent.ts';
import { links } from './links.ts';
import { markup } from './markup.ts';
import { missing } from './missing.ts';
import { name } from './name.ts';
import { negation } from './negation.ts';
import { order } from './order.ts';
import { quotes } from './quotes.ts';
import { repeated } from './repeated.ts';
import { shape } from './shape.ts';
import { spacing } from './spacing.ts';
import { title } from './title.ts';
import { traditional } from './traditional.ts';
import { truncated } from './truncated.ts';
import { untranslated } from './untranslated.ts';
import { width } from './width.ts';

/** Every check, in the order in which a report tells its findings. */
export const checks: readonly Check[] = [
  missing,
  extra,
  order,
  facts,
  name,
  negation,
  untranslated,
  truncated,
  width,
  brackets,
  quotes,
  spacing,
  repeated,
  glued,
  traditional,
  inconsistent,
  markup,
  links,
  shape,
  title,
];
