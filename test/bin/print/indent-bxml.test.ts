import { expect, test } from 'vitest';
import { indentBxml } from '../../../bin/print/indent-bxml.ts';
import { hangup, refer, sipUri, speakSentence } from '../../../functions/bxml/verbs.ts';
import { writeResponse } from '../../../functions/bxml/writer.ts';

test('one verb a line, text and attributes as they are written', () => {
  const bxml = writeResponse([
    speakSentence('  <Hangup/> & "you"\r 007 '),
    refer(sipUri('sip:a@b'), { referCompleteUrl: 'refer-complete?a=1&b=\'2"' }),
    hangup(),
  ]);
  expect(indentBxml(bxml)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <SpeakSentence>  &lt;Hangup/&gt; &amp; "you"&#13; 007 </SpeakSentence>
  <Refer referCompleteUrl="refer-complete?a=1&amp;b=&apos;2&quot;">
    <SipUri>sip:a@b</SipUri>
  </Refer>
  <Hangup/>
</Response>`);
});

test('an empty document', () => {
  expect(indentBxml(writeResponse([]))).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<Response/>');
});
