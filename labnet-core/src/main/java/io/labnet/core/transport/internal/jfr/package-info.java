// SPDX-License-Identifier: Apache-2.0

/** Events for the JDK's Flight Recorder. Only {@link FlightRecorder} is usable if the module jdk.jfr is missing. */
@NullMarked
package io.labnet.core.transport.internal.jfr;

import org.jspecify.annotations.NullMarked;
