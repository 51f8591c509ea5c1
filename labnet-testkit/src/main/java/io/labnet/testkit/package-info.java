// SPDX-License-Identifier: Apache-2.0

/** Contract suites that every decoder and transport passes. */
@NullMarked
package io.labnet.testkit;

import org.jspecify.annotations.NullMarked;
