// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.script.CheckCase;
import io.labnet.check.script.Delivery;
import io.labnet.core.transport.trace.PcapngFile;
import io.labnet.core.transport.trace.PcapngRecorder;
import io.labnet.core.transport.trace.TranscriptListener;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The transcripts and pcapng files of failed cases, in a folder. */
final class Recordings {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int INVENTED_SERVER = 50_000;
    private static final int INVENTED_CLIENT = 50_001;

    private final @Nullable Path folder;

    Recordings(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Begins to record one run of a case. */
    Recording begin() {
        try {
            return new Recording();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is recorded of one run of a case. */
    final class Recording implements Closeable {
        private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
        private final @Nullable PcapngRecorder recorder;
        private int connections;

        private Recording() throws IOException {
            recorder = folder == null ? null : new PcapngRecorder(new PcapngFile(packets), LOOPBACK, INVENTED_SERVER);
        }

        TranscriptListener over(TranscriptListener listener) {
            return recorder == null
                    ? listener
                    : listener.andThen(recorder.connection(LOOPBACK, INVENTED_CLIENT + connections++));
        }

        void keep(CheckCase checked, Delivery delivery, Failure failure) {
            if (folder == null) {
                return;
            }
            String name =
                    checked.name().replace('/', '-') + "-" + delivery.name().toLowerCase(Locale.ROOT);
            try {
                Files.createDirectories(folder);
                Files.write(folder.resolve(name + ".pcapng"), packets.toByteArray());
                Files.writeString(folder.resolve(name + ".txt"), failure.transcript(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("the recording of " + checked.name() + " can't be written", e);
            }
        }

        @Override
        public void close() {
            packets.reset();
        }
    }
}
