import fc from 'fast-check';
import { Bench } from './bench.js';
import { hitOf, written, type Hit } from './hit.js';
import {
  brokenEscapes, doubtfulBins, emails, ibans, injected, invisibleMarks, kazakhNames, magicNames, normalForms, numbers, oddBins, ownMembers, phones, sizes,
} from './hostile.js';
import { inEscapes } from './json-text.js';
import { anyPlace, aroundTheRule, calls, freeTexts, objectPlaces, placesCalled, spoilt, textPlaces } from './places.js';
import type { Filled } from './valid.js';

const bench = new Bench('bodies');

/** What a correction makes of its application does not stand in the correction. */
const mayBlame = ({ described }: Filled): boolean => described.operation.operationId === 'resubmitOnboarding';
/** A member of any name, written in any way, in some object of the body. */
const withMember = (name: string, spelt: string, value: unknown): fc.Arbitrary<Hit> =>
  spoilt(objectPlaces.map((place) => ({ ...place, pointer: `${place.pointer}/zebra` })), () => fc.constant(value)).map((hit) => written(hit, String(hit.body).replaceAll('"zebra"', () => (spelt === '' ? JSON.stringify(name) : spelt))));

bench.fuzz('B1 valid, of every call', 3_000, fc.oneof(...calls.map(({ arbitrary }) => arbitrary)).map((call) => hitOf(call, mayBlame(call) ? undefined : 'be right')));
bench.fuzz('B2 a rule of the schema broken or kept just so', 3_000, spoilt(anyPlace, aroundTheRule));
bench.fuzz('B3 numbers', 560, spoilt(anyPlace, numbers));
bench.fuzz('B4 BIN and IIN that nobody was given', 200, spoilt(placesCalled('bin'), doubtfulBins));
bench.fuzz('B4 BIN and IIN in odd forms', 300, spoilt(placesCalled('bin'), oddBins));
bench.fuzz('B5 IBAN', 300, spoilt(placesCalled('iban'), ibans));
bench.fuzz('B6 phone', 200, spoilt(placesCalled('phone'), phones));
bench.fuzz('B6 e-mail', 200, spoilt(placesCalled('email'), emails));
bench.fuzz('B7 Kazakh and Russian names', 500, spoilt(freeTexts, kazakhNames));
bench.fuzz('B8 forms of one text', 300, spoilt(freeTexts, normalForms));
bench.fuzz('B9 invisible, bidirectional, control', 560, spoilt(textPlaces, invisibleMarks));
bench.fuzz('B10 broken escapes', 210, spoilt(textPlaces, brokenEscapes));
bench.fuzz('B11 sizes of values', 200, spoilt(textPlaces, sizes));
bench.fuzz('B13 magic names', 150, fc.oneof(...magicNames.flatMap((name) => [withMember(name, '', 'x'), withMember(name, `"${inEscapes(name)}"`, { polluted: true })])));
bench.fuzz('B14 members that are ours', 300, fc.oneof(...Object.entries(ownMembers).map(([name, value]) => withMember(name, '', value))));
bench.fuzz('B15 injection', 840, spoilt(textPlaces, injected));
bench.leavesNoTrace();
