// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.compute.server.ComputeService;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.server.CrdsService;
import io.labnet.fernet.Fernet;
import io.labnet.grades.server.GradeService;
import io.labnet.micrometer.ServerMetrics;
import io.labnet.netty.NettyTransport;
import io.labnet.numbers.server.NumberService;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.server.XorService;
import java.util.List;

/** Uses a class of each library. */
final class Protocols {
    static final List<Class<?>> CLASSES = List.of(
            TcpTransport.class,
            Fernet.class,
            XorService.class,
            CrdsService.class,
            GradeService.class,
            NumberService.class,
            ComputeService.class,
            ScoreBook.class,
            ServerMetrics.class,
            NettyTransport.class);

    private Protocols() {}
}
