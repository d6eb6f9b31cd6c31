// Mails as real customers send them, written here.
import { createHash } from 'node:crypto'

export const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')
const base64 = bytes => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\n')
const word = text => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`

// A one-page PDF, and a picture of 2 × 2 pixels.
export const pdf = Buffer.from(`%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`)
export const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGPgjskAIgYIBQAVPgM91143BwAAAABJRU5ErkJggg==', 'base64')

export const firstSubject = 'Drucker in Halle 2 druckt nur weiße Seiten'

// HTML with umlauts, a picture inside the text, a PDF with a German name, and a remote image that must not be fetched.
export const firstMail = ({ from, name, to, id }) => `From: ${word(name)} <${from}>
To: <${to}>
Subject: ${word(firstSubject)}
Message-ID: <${id}>
Date: ${new Date().toUTCString().replace('GMT', '+0000')}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="aussen"

--aussen
Content-Type: multipart/related; boundary="innen"

--innen
Content-Type: multipart/alternative; boundary="wahl"

--wahl
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Guten Morgen, seit gestern kommen nur weiße Blätter heraus. Größe A4.
--wahl
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body><p>Guten Morgen,</p><p>seit gestern kommen nur <b>weiße Blätter</b> heraus. Größe A4.</p>
<p><img src="cid:bild1@kunde.test" alt="Foto des Druckers"></p>
<p><img src="http://127.0.0.1:9/zaehlpixel.gif" alt=""></p><script>document.title='gekapert'</script>
<p>Mit freundlichen Grüßen<br>Jürgen Ott</p></body></html>
--wahl--
--innen
Content-Type: image/png; name="foto.png"
Content-Transfer-Encoding: base64
Content-ID: <bild1@kunde.test>
Content-Disposition: inline; filename="foto.png"

${base64(picture)}
--innen--
--aussen
Content-Type: application/pdf; name="${word('Störungsmeldung.pdf')}"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*=UTF-8''St%C3%B6rungsmeldung.pdf

${base64(pdf)}
--aussen--
`

export const plainMail = ({ from, name = '', to, subject, id, inReplyTo, text }) => `From: ${name && word(name)} <${from}>
To: <${to}>
Subject: ${word(subject)}
Message-ID: <${id}>
${inReplyTo ? `In-Reply-To: ${inReplyTo}\nReferences: ${inReplyTo}\n` : ''}Date: ${new Date().toUTCString().replace('GMT', '+0000')}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${text}
`
