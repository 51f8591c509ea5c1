// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL as a client and as a server, and what a TLS scanner looks for. Skipped without OpenSSL. */
class OpenSslIT {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

    @TempDir
    private Path directory;

    @BeforeEach
    void requireOpenSsl() {
        assumeThat(OPENSSL).as("OpenSSL, the other side").exists();
    }

    private Path certificate() {
        return directory.resolve("tls.pem");
    }

    private ChildProcess server() {
        return ChildProcess.labnet("numbers server --port 0 --keep-running --tls --tls-file " + certificate());
    }

    private static ChildProcess openssl(String line, String... more) {
        List<String> command = new ArrayList<>(List.of(OPENSSL.toString()));
        command.addAll(List.of(CommandRun.words(line, more)));
        return ChildProcess.start(Map.of(), command);
    }

    private ChildProcess client(ChildProcess server, String options) {
        return openssl("s_client -connect 127.0.0.1:" + server.awaitPort() + " -CAfile " + certificate()
                + " -verify_return_error " + options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void client_isServed(String version) throws Exception {
        try (ChildProcess server = server();
                ChildProcess client = client(server, "-quiet " + version)) {
            client.type("{\"client_name\": \"x\", \"client_number\": 5}");

            assertThat(client.end().out()).startsWith("{\"server_name\": \"Ada Server\"");
        }
    }

    /** The cipher suites of the old versions are allowed by the client, so that the version alone is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    void oldVersion_isRefused(String version) throws Exception {
        try (ChildProcess server = server();
                ChildProcess client = client(server, version + " -cipher ALL:@SECLEVEL=0")) {
            assertThat(client.exitCode()).isNotZero();
            server.awaitErrorLine(Pattern.compile(".* no common TLS version: .*"));
        }
    }

    /** A ticket would be unread input when a client closes, which then resets the connection. */
    @Test
    void newTls_hasNoTicket() throws Exception {
        try (ChildProcess server = server();
                ChildProcess client = client(server, "-msg -tls1_3")) {
            client.awaitLine(Pattern.compile(">>> TLS 1.3, Handshake .*, Finished"));
            client.type("{\"client_name\": \"x\", \"client_number\": 5}\n");

            assertThat(client.end().out())
                    .contains("{\"server_name\": \"Ada Server\"")
                    .doesNotContain("NewSessionTicket");
        }
    }

    @Test
    void weakCipherSuite_isRefused() throws Exception {
        try (ChildProcess server = server();
                ChildProcess client = client(server, "-tls1_2 -cipher NULL:RC4:3DES:EXPORT:aNULL:@SECLEVEL=0")) {
            assertThat(client.exitCode()).isNotZero();
            server.awaitErrorLine(Pattern.compile(".*no cipher suites in common.*"));
        }
    }

    @Test
    void renegotiation_isRefused() throws Exception {
        try (ChildProcess server = server();
                ChildProcess client = client(server, "-tls1_2")) {
            client.awaitLine(Pattern.compile(".*Verify return code: 0 .*"));
            client.type("R\n");

            server.awaitErrorLine(Pattern.compile(".* the peer began a renegotiation, which is not supported.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void server_isAsked(String version) throws Exception {
        try (ChildProcess maker = server()) {
            maker.awaitPort();
        }
        try (ChildProcess server = openssl("s_server -accept 127.0.0.1:0 -naccept 1 " + version + " -cert "
                + certificate() + " -key " + certificate() + ".key")) {
            String port = server.awaitLine(Pattern.compile("ACCEPT .*:(\\d+)")).group(1);
            try (ChildProcess client =
                    ChildProcess.labnet("numbers client 25 --tls-ca " + certificate() + " --port " + port)) {
                server.awaitLine(Pattern.compile(".*\"client_number\".*"));
                server.type("{\"server_name\": \"OpenSSL\", \"server_number\": 7, \"sum\": 32}\n");

                CommandRun run = client.end();
                assertThat(run.err()).isEmpty();
                assertThat(run.out()).contains("Server Number: 7 | Sum: 32");
            }
        }
    }
}
