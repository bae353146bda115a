package io.twofold.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadingALetter {

    @Test
    void undoesQuotedPrintable() throws Exception {
        ReadableLetter letter = read("""
                From: =?UTF-8?Q?Twofold_f=C3=BCr_alle?= <no-reply@twofold.example>
                To: ada@example.org
                Subject: =?UTF-8?B?44GT44KT44Gr44Gh44Gv?= =?UTF-8?B?5LiW55WM?=
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=C3=9Fe, this line is longer than a line of mail may be and is there=
                fore cut.
                012345
                """);

        assertThat(letter.from()).contains("Twofold für alle <no-reply@twofold.example>");
        assertThat(letter.subject()).isEqualTo("こんにちは世界");
        assertThat(letter.text())
                .isEqualTo("Grüße, this line is longer than a line of mail may be and is therefore cut.\n012345\n");
    }

    @Test
    void undoesBase64OfJapanese() throws Exception {
        ReadableLetter letter = read("""
                From: a@example.org
                Subject: Test
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: base64

                44Kz44O844OJCjAxMjM0NQo=
                """);

        assertThat(letter.text()).isEqualTo("コード\n012345\n");
    }

    @Test
    void knowsOlderCharacterSets() throws Exception {
        ReadableLetter letter = read("""
                From: a@example.org
                Subject: =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=
                Content-Type: text/plain; charset=Shift_JIS
                Content-Transfer-Encoding: 8bit

                テスト
                """, Charset.forName("Shift_JIS"));

        assertThat(letter.subject()).isEqualTo("テスト");
        assertThat(letter.text()).isEqualTo("テスト\n");
    }

    @Test
    void readsUnknownCharacterSetsAsUtf8() throws Exception {
        ReadableLetter letter = read("""
                From: a@example.org
                Content-Type: text/plain; charset=x-nobody-knows

                grün
                """);

        assertThat(letter.text()).isEqualTo("grün\n");
        assertThat(letter.subject()).isEmpty();
    }

    @Test
    void takesThePlainOneOfSeveralFormsAndNoAttachment() throws Exception {
        ReadableLetter letter = read("""
                From: a@example.org
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: text/plain; name=notes.txt
                Content-Disposition: attachment; filename=notes.txt

                an attachment
                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner
                Content-Type: text/html; charset=UTF-8

                <p>rich</p>
                --inner
                Content-Type: text/plain; charset=UTF-8

                plain
                --inner--
                --outer--
                """);

        assertThat(letter.text().strip()).isEqualTo("plain");
    }

    @Test
    void showsTheSourceWhereThereIsNoPlainText() throws Exception {
        ReadableLetter letter = read("""
                From: a@example.org
                Content-Type: text/html; charset=UTF-8

                <p>rich</p>
                """);

        assertThat(letter.text()).isEqualTo("<p>rich</p>\n");
    }

    @Test
    void namesNobodyWhereTheLetterDoesnt() throws Exception {
        assertThat(read("Subject: anonymous\n\nHello").from()).isEmpty();
    }

    private static ReadableLetter read(String sent) throws Exception {
        return read(sent, StandardCharsets.UTF_8);
    }

    private static ReadableLetter read(String sent, Charset charset) throws Exception {
        return ReadableLetter.of(sent.replace("\n", "\r\n").getBytes(charset));
    }
}
