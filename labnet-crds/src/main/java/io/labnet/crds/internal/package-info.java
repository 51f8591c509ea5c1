// SPDX-License-Identifier: Apache-2.0

/**
 * What several packages of this library share and no user names.
 */
@NullMarked
package io.labnet.crds.internal;

import org.jspecify.annotations.NullMarked;
