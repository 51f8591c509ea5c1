// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.examples.CopiedMain.Running;
import io.labnet.examples.protohackers.BudgetChat;
import io.labnet.examples.protohackers.Echo;
import io.labnet.examples.protohackers.InsecureSocketsLayer;
import io.labnet.examples.protohackers.JobCentre;
import io.labnet.examples.protohackers.LineReversal;
import io.labnet.examples.protohackers.MeansToAnEnd;
import io.labnet.examples.protohackers.MobInTheMiddle;
import io.labnet.examples.protohackers.PrimeTime;
import io.labnet.examples.protohackers.SpeedDaemon;
import io.labnet.examples.protohackers.UnusualDatabase;
import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example alone: copied into an empty folder, compiled with the libraries' jars, and run. */
class CopiedMainsIT {
    private static final String STUDENT = "20201234";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void serveGrades_andAskForGrades_understandEachOther() throws Exception {
        String csv = gradeFile();
        try (Running server = copy(ServeGrades.class).run(csv, "0");
                Running client = copy(AskForGrades.class).run(csv, server.awaitPort(), "1803933 GMA")) {
            assertThat(client.ended(0)).isEqualTo("Midterm Average: 7.0\n");
            assertThat(server.out()).startsWith("Data read from CSV file:\n");
            assertThat(server.awaitLine(Pattern.compile("User found\\."))).isNotNull();
        }
    }

    @Test
    void askForGrades_failsWithoutAnAnswer() throws Exception {
        try (ServerSocket deaf = deaf();
                Running client = copy(AskForGrades.class).run(gradeFile(), "" + deaf.getLocalPort(), "1803933 GMA")) {
            try (Socket accepted = deaf.accept()) {
                accepted.getInputStream().readNBytes("1803933 GMA".length());
            }
            assertThat(client.failure())
                    .startsWith("AskForGrades: the server closed the connection without a reply; "
                            + "the request was '1803933 GMA' (bytes 31 38 30 33 39 33 33 20 47 4d 41); either");
        }
    }

    @Test
    void serveXorTask_andDoXorTask_understandEachOther() throws Exception {
        Path text = Files.writeString(folder.resolve("text.txt"), "to be copied");
        try (Running server = copy(ServeXorTask.class).run(text.toString(), scores(), "0");
                Running client = copy(DoXorTask.class).run(Endpoint.LOOPBACK, server.awaitPort(), STUDENT)) {
            assertThat(client.ended(0)).startsWith("KEY: GOOD\nScore: 50\n");
        }
    }

    @Test
    void doXorTask_failsWithoutAResult() throws Exception {
        try (ServerSocket deaf = deaf();
                Running client = copy(DoXorTask.class).run(Endpoint.LOOPBACK, "" + deaf.getLocalPort(), STUDENT)) {
            // Twice: it tries the other form of the checksum as well.
            for (int i = 0; i < 2; i++) {
                deaf.accept().close();
            }
            assertThat(client.failure()).startsWith("DoXorTask: ");
        }
    }

    @Test
    void serveCompute_getsAllPointsOfGradeComputeServer() throws Exception {
        try (Running server = copy(ServeCompute.class).run("--port=0");
                Running client = copy(GradeComputeServer.class)
                        .run("--port=" + server.awaitPort(), "--studentID=" + STUDENT, "--submit==FALSE")) {
            assertThat(client.ended(0)).endsWith("Total points 40/40\n------------------------------\n");
        }
    }

    @Test
    void serveNumbers_andExchangeNumbers_understandEachOther() throws Exception {
        CopiedMain client = copy(ExchangeNumbers.class);
        Pattern listening = Pattern.compile(".*:(\\d+)\\b.*|.*port (\\d+).*");
        try (Running server = copy(ServeNumbers.class).run("0")) {
            var found = server.awaitLine(listening);
            String port = found.group(1) == null ? found.group(2) : found.group(1);
            try (Running exchange = client.run(port, "25")) {
                assertThat(exchange.ended(0))
                        .startsWith("Ada Client | Ada Server\nClient Number: 25 | Server Number: ");
            }
            try (Running last = client.run(port, "-1")) {
                assertThat(last.ended(0)).isEqualTo("the number is out of range: the server ends\n");
            }
            String unused = server.ended(0);
        }
    }

    @Test
    void exchangeNumbers_failsWithoutAReply() throws Exception {
        try (ServerSocket deaf = deaf();
                Running client = copy(ExchangeNumbers.class).run("" + deaf.getLocalPort(), "25")) {
            try (Socket accepted = deaf.accept()) {
                accepted.getInputStream()
                        .readNBytes("{\"client_name\": \"Ada Client\", \"client_number\": 25}".length());
            }
            assertThat(client.failure())
                    .startsWith("ExchangeNumbers: the server closed the connection without a reply; sent: {");
        }
    }

    @Test
    void serveChatRooms_andChatInRoom_understandEachOther() throws Exception {
        CopiedMain chat = copy(ChatInRoom.class);
        try (Running server = copy(ServeChatRooms.class).run("0")) {
            String port = server.awaitPort();
            CrdsClient client = new CrdsClient(new TcpTransport(), Endpoint.loopback(Integer.parseInt(port)));
            client.create(new Room("room 1", "239.77.77.11", 50_777));
            try (Running lost = chat.run(port, "nowhere", "Ann", Endpoint.LOOPBACK)) {
                assertThat(lost.failure()).isEqualTo("there is no room 'nowhere'\n");
            }
            try (Running ann = chat.run(port, "room 1", "Ann", Endpoint.LOOPBACK)) {
                ann.type("x".repeat(1020) + "\nhello\n");
                assertThat(ann.awaitLine(Pattern.compile("\\| Ann: hello"))).isNotNull();
                ann.type("");
                String unused = ann.ended(0);
                assertThat(ann.err())
                        .isEqualTo("a message of 1025 bytes, with its sender, is longer than the limit of 1024\n");
            }
        }
    }

    @Test
    void countWords_countsWordsOrReportsMissingFile() throws Exception {
        CopiedMain count = copy(CountWords.class);
        Path file = Files.writeString(folder.resolve("a text"), " one two\n\tthree");
        try (Running counter = count.run(file.toString())) {
            assertThat(counter.ended(0)).isEqualTo("3\n");
        }
        Path missing = folder.resolve("nofile");
        try (Running counter = count.run(missing.toString())) {
            assertThat(counter.failure())
                    .isEqualTo("CountWords: " + missing + " cannot be read: there is no such file\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BudgetChat.class,
                Echo.class,
                InsecureSocketsLayer.class,
                JobCentre.class,
                MeansToAnEnd.class,
                MobInTheMiddle.class,
                PrimeTime.class,
                SpeedDaemon.class
            })
    void protohackers_listenOnAFreePort(Class<?> example) throws Exception {
        String[] args =
                example == MobInTheMiddle.class ? new String[] {"0", Endpoint.LOOPBACK, "9"} : new String[] {"0"};
        try (Running server = copy(example).run(args);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(server.awaitPort()))) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BudgetChat.class,
                Echo.class,
                InsecureSocketsLayer.class,
                JobCentre.class,
                LineReversal.class,
                MeansToAnEnd.class,
                MobInTheMiddle.class,
                PrimeTime.class,
                SpeedDaemon.class,
                UnusualDatabase.class
            })
    void protohackers_invalidPort_printsUsage(Class<?> example) throws Exception {
        CopiedMain main = copy(example);
        for (String port : List.of("http", "65536")) {
            try (Running refused = main.run(port, Endpoint.LOOPBACK, "9")) {
                assertThat(refused.ended(2)).isEmpty();
                assertThat(refused.err()).matches("usage: " + example.getSimpleName() + " .*\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AskForGrades.class,
                BudgetChat.class,
                ChatInRoom.class,
                CountWords.class,
                DoXorTask.class,
                Echo.class,
                ExchangeNumbers.class,
                GradeComputeServer.class,
                InsecureSocketsLayer.class,
                JobCentre.class,
                LineReversal.class,
                MeansToAnEnd.class,
                MobInTheMiddle.class,
                PrimeTime.class,
                ServeCompute.class,
                ServeGrades.class,
                ServeXorTask.class,
                SpeedDaemon.class,
                UnusualDatabase.class
            })
    void withoutArguments_printsUsage(Class<?> example) throws Exception {
        try (Running main = copy(example).run()) {
            assertThat(main.ended(2)).isEmpty();
            assertThat(main.err()).matches("(?i)usage: " + example.getSimpleName() + " .*\n");
        }
    }

    private CopiedMain copy(Class<?> example) throws IOException {
        return CopiedMain.of(folder, example);
    }

    private String gradeFile() throws IOException {
        String header = "Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4\n";
        String row = "Ada Lind,1803933," + FernetKey.generate().text() + ",3,9,9,0,7,4,5,8,10\n";
        return Files.writeString(folder.resolve("grades.csv"), header + row).toString();
    }

    private String scores() {
        return folder.resolve("scores.db").toString();
    }

    private static ServerSocket deaf() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
