// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The TLS options of the commands, and other programs that speak TLS. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class TlsCommandsIT {
    private static final String REQUEST = "{\"client_name\": \"x\", \"client_number\": 5}";

    @TempDir
    private Path directory;

    private ChildProcess server() {
        return ChildProcess.labnet(
                "numbers server --port 0 --keep-running --tls --tls-file",
                certificate().toString());
    }

    private Path certificate() {
        return directory.resolve("new").resolve("tls.pem");
    }

    private static CommandRun client(ChildProcess server, String options) {
        return CommandRun.labnet("numbers client 25 --port " + server.awaitPort() + " " + options);
    }

    @Test
    void developmentCertificate_isTrustedOnlyWhenNamed() throws Exception {
        try (ChildProcess server = server()) {
            String fingerprint = server.awaitLine(Pattern.compile("TLS: the certificate's SHA-256 fingerprint is (.*)"))
                    .group(1);

            assertThat(client(server, "--tls-fingerprint " + fingerprint).exitCode())
                    .isZero();
            assertThat(client(server, "--tls-ca " + certificate()).exitCode()).isZero();
            CommandRun unknown = client(server, "--tls");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err())
                    .contains(
                            "signed by no trusted CA; if it is self-signed, trust it by --tls-fingerprint or --tls-ca");
            CommandRun other = client(server, "--tls-fingerprint " + "0".repeat(64));
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.err()).contains("has the fingerprint " + fingerprint + ", not the expected 00:00:");
            CommandRun named = client(server, "--tls-name wrong --tls-ca " + certificate());
            assertThat(named.exitCode()).isEqualTo(1);
            assertThat(named.err()).contains("the server's certificate has another name");
            CommandRun plain = client(server, "");
            assertThat(plain.exitCode()).isEqualTo(1);
            assertThat(plain.err()).contains("a TLS server: this port uses TLS");
            server.awaitErrorLine(Pattern.compile(".* the client does not use TLS, which this port requires; .*"));
            String port = " --studentID 20200000 --port " + server.awaitPort();
            CommandRun xor = CommandRun.labnet("xor client" + port);
            assertThat(xor.err()).contains("a TLS server: this port uses TLS");
            CommandRun compute = CommandRun.labnet("compute client --submit False" + port);
            assertThat(compute.out()).contains("a TLS server: this port uses TLS");
            assertThat(compute.err()).startsWith("no client received a UUID, so no request was sent");
        }
        try (ChildProcess plain = ChildProcess.labnet("numbers server --port 0 --keep-running")) {
            CommandRun tls = client(plain, "--tls");
            assertThat(tls.exitCode()).isEqualTo(1);
            assertThat(tls.err()).contains("often because the server does not use TLS");
            plain.awaitErrorLine(Pattern.compile(".* a TLS client: this port does not use TLS .*"));
        }
    }

    @Test
    void developmentCertificate_isKept() throws Exception {
        Pattern line = Pattern.compile("TLS: .*");
        String first;
        try (ChildProcess server = server()) {
            first = server.awaitLine(line).group();
        }
        try (ChildProcess server = server()) {
            assertThat(server.awaitLine(line).group()).isEqualTo(first);
        }
    }

    @Test
    void clientCertificate_isPresented() throws Exception {
        try (ChildProcess maker = server()) {
            maker.awaitPort();
        }
        String own = " --tls-cert " + certificate() + " --tls-key " + certificate() + ".key";
        try (ChildProcess server =
                ChildProcess.labnet("numbers server --port 0 --keep-running --tls-client-ca " + certificate() + own)) {
            assertThat(client(server, "--tls-ca " + certificate() + own).exitCode())
                    .isZero();
            CommandRun unknown = client(server, "--tls-ca " + certificate());
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.errorLines())
                    .singleElement()
                    .asString()
                    .contains("certificate")
                    .doesNotContain("sent");
            server.awaitErrorLine(Pattern.compile(".* the client sent no certificate, but this server requires one.*"));
            assertThat(CommandRun.labnet("compute client --submit False --studentID 20200000 --port "
                                    + server.awaitPort() + " --tls-ca " + certificate())
                            .err())
                    .contains("cannot reach the server at", "certificate");
        }
    }

    @Test
    void keyWithoutCertificate_isKept() throws IOException {
        Path key = Files.writeString(directory.resolve("own.pem.key"), "mine");

        assertThat(failure("--tls --tls-file " + directory.resolve("own.pem")))
                .contains(key + " exists without this certificate");
        assertThat(key).hasContent("mine");
    }

    @Test
    void wrongFiles_areNamed() throws IOException {
        String missing = directory.resolve("missing.pem").toString();
        String text = Files.writeString(directory.resolve("text.pem"), "text").toString();

        assertThat(failure("--tls-cert " + missing + " --tls-key " + text)).contains(missing + " does not exist");
        assertThat(failure("--tls-cert " + text + " --tls-key " + text)).contains(text);
        assertThat(failure("--tls --tls-file " + certificate() + " --tls-client-ca " + missing))
                .contains("cannot use TLS: " + missing + " does not exist");
        CommandRun client = CommandRun.labnet("numbers client 5 --port 1 --tls-ca " + directory);
        assertThat(client.exitCode()).isEqualTo(1);
        assertThat(client.err()).contains("cannot use TLS: " + directory + " is a directory");
    }

    @Test
    void optionsThatDoNotFit_areUsageErrors() {
        assertThat(usageError("numbers client 5 --tls-fingerprint 00")).contains("64 hex digits");
        assertThat(usageError("numbers client 5 --tls-name", "")).contains("--tls-name");
        assertThat(usageError("numbers client 5 --tls-cert x")).contains("--tls-key");
        assertThat(usageError("numbers server --tls-key x")).contains("--tls-cert");
        assertThat(usageError("numbers server --tls-client-ca x"))
                .contains("--tls-client-ca needs --tls or --tls-cert");
        String selfSigned = "--tls-file is for the self-signed certificate, which needs --tls and no --tls-cert";
        assertThat(usageError("numbers server --tls-file x")).contains(selfSigned);
        assertThat(usageError("numbers server --tls-cert x --tls-key x --tls-file x"))
                .contains(selfSigned);
    }

    private static String usageError(String words, String... more) {
        CommandRun run = CommandRun.labnet(words, more);
        assertThat(run.exitCode()).isEqualTo(2);
        return run.err();
    }

    private static String failure(String options) {
        CommandRun run = CommandRun.labnet("numbers server --port 0 " + options);
        assertThat(run.exitCode()).isEqualTo(1);
        return run.err();
    }

    @Test
    void pythonClient_talksToOurServer() throws Exception {
        try (ChildProcess server = server();
                ChildProcess client = python(
                        """
                        import socket, ssl, sys
                        context = ssl.create_default_context(cafile=sys.argv[2])
                        with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as plain:
                            with context.wrap_socket(plain, server_hostname="localhost") as s:
                                s.sendall(sys.argv[3].encode())
                                print(s.version(), s.recv(1000).decode())
                        """, Integer.toString(server.awaitPort()), certificate().toString(), REQUEST)) {
            CommandRun run = client.end();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("TLSv1.3 {\"server_name\": \"Ada Server\"");
        }
    }

    @Test
    void ourClient_talksToAPythonServer() throws Exception {
        try (ChildProcess maker = server()) {
            maker.awaitPort();
        }
        try (ChildProcess server = python("""
                import socket, ssl, sys
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(sys.argv[1], sys.argv[1] + ".key")
                listening = socket.create_server(("127.0.0.1", 0))
                print("listening on 127.0.0.1:%d" % listening.getsockname()[1], flush=True)
                s = context.wrap_socket(listening.accept()[0], server_side=True)
                s.recv(1000)
                s.sendall(b'{"server_name": "Py", "server_number": 7, "sum": 32}')
                s.unwrap()
                """, certificate().toString())) {
            CommandRun run = client(server, "--tls-ca " + certificate());
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("Server Number: 7 | Sum: 32");
        }
    }

    private ChildProcess python(String program, String... args) throws Exception {
        assumeThat(new ProcessBuilder("python3", "-c", "import ssl").start().waitFor())
                .as("python3, with ssl")
                .isZero();
        Path file = Files.writeString(directory.resolve("program.py"), program);
        return ChildProcess.start(Map.of(), ChildProcess.concat(List.of("python3", file.toString()), args));
    }
}
