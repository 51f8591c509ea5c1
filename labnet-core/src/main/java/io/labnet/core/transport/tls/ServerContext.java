// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import io.labnet.core.file.FileStamp;
import io.labnet.core.transport.internal.tls.KeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Creates the engines of servers. If a file has changed, the next handshake uses its new content. The files are checked
 * at most once a second, on a loop: that takes microseconds, and reading small files milliseconds.
 */
final class ServerContext {
    private static final long CHECK_NANOS = 1_000_000_000;

    private final TlsServerOptions options;
    private final Consumer<IOException> unusable;
    private final LongSupplier clock;
    private List<FileStamp> stamps;
    private long checkedAt;
    private SSLContext context;

    /**
     * Reads the files.
     *
     * @param unusable is called when a changed file can't be used; the old certificate then stays in use
     * @param clock returns nanoseconds since any time
     */
    ServerContext(TlsServerOptions options, Consumer<IOException> unusable, LongSupplier clock) throws IOException {
        this.options = options;
        this.unusable = unusable;
        this.clock = clock;
        this.checkedAt = clock.getAsLong();
        this.stamps = stamps();
        this.context = load();
    }

    SSLEngine engine() {
        SSLEngine engine = current().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = Engines.parameters(engine, options.protocols());
        parameters.setUseCipherSuitesOrder(true);
        if (options.clientAuthorities() != null && options.clientOptional()) {
            parameters.setWantClientAuth(true);
        } else if (options.clientAuthorities() != null) {
            parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private synchronized SSLContext current() {
        long now = clock.getAsLong();
        if (now - checkedAt >= CHECK_NANOS) {
            checkedAt = now;
            List<FileStamp> found = stamps();
            if (!found.equals(stamps)) {
                // Also after a failure, so that it is reported once.
                stamps = found;
                reload();
            }
        }
        return context;
    }

    private void reload() {
        try {
            context = load();
        } catch (IOException e) {
            unusable.accept(
                    new SSLException("the changed TLS files are not used, the old ones stay: " + e.getMessage(), e));
        }
    }

    private SSLContext load() throws IOException {
        // Without client certificates, nothing is trusted.
        Path authorities = options.clientAuthorities();
        TrustManager[] trust = authorities == null ? new TrustManager[0] : KeyFiles.trust(authorities);
        SSLContext loaded = Engines.context(options.identity().read().managers(), trust);
        // The least, since 0 is no limit: TLS 1.2 would keep each session for a day.
        loaded.getServerSessionContext().setSessionCacheSize(1);
        return loaded;
    }

    private List<FileStamp> stamps() {
        List<Path> files = new ArrayList<>(options.identity().files());
        if (options.clientAuthorities() != null) {
            files.add(options.clientAuthorities());
        }
        return files.stream().map(FileStamp::of).toList();
    }
}
